import { expect, it } from 'vitest';
import { isPrivateAddress } from '../../../utils/server/connection';

it.each([
  'http://localhost/',
  'http://LOCALHOST:8080/',
  'http://a.localhost./',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.0.0.1/',
  'http://0177.0.0.1/',
  'http://0.0.0.0/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.0.1/',
  'http://169.254.169.254/',
  'http://100.64.0.1/',
  'http://[::1]/',
  'http://[::]/',
  'http://[fd00::1]/',
  'http://[fe80::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a00:1]/',
  'http://[::127.0.0.1]/',
  'http://nas/',
  'http://printer.local/',
  'http://gpu.home.arpa/',
])('takes %s for an address of the user’s own', (address) => {
  expect(isPrivateAddress(new URL(address))).toBe(true);
});

it.each([
  'https://api.openai.com/v1',
  'http://localhost.example/',
  'http://1.1.1.1/',
  'http://9.255.255.255/',
  'http://11.0.0.0/',
  'http://126.255.255.255/',
  'http://128.0.0.1/',
  'http://172.15.0.1/',
  'http://172.32.0.1/',
  'http://192.167.0.1/',
  'http://169.253.0.1/',
  'http://100.63.0.1/',
  'http://100.128.0.1/',
  'http://[2606:4700::1]/',
  'http://[::ffff:8.8.8.8]/',
  'http://local.example.com/',
])('takes %s for an address of the public internet', (address) => {
  expect(isPrivateAddress(new URL(address))).toBe(false);
});
