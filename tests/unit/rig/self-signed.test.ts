import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { selfSigned } from '../../rig/self-signed';

it('makes a certificate for a host and 127.0.0.1 that its own key has signed', () => {
  const certificate = new X509Certificate(selfSigned('pictures.test').cert);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkHost('pictures.test')).toBe('pictures.test');
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
});

it('makes another key each time', () => {
  expect(selfSigned('a.test').key).not.toBe(selfSigned('a.test').key);
});
