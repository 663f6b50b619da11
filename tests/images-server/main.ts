import { parseArgs } from 'node:util';
import { startImagesServer } from './server';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8123' }, key: { type: 'string' } },
});

async function main(): Promise<void> {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${values.port} is no port; give a number from 0 to 65535.`);
  }
  const server = await startImagesServer({ port, ...(values.key ? { apiKey: values.key } : {}) });
  console.log(
    `Images server\n  Base URL  ${server.baseUrl}\n  API key   ${server.apiKey}\nCtrl+C stops it.`,
  );
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
});
