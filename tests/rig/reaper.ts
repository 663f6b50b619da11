import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/** What must not outlive this process. */
export interface Belongings {
  /** Leader of a process group (spawned with `detached: true`) that is to end. */
  processGroup?: number;
  /** A temporary folder that is to be removed once no browser uses it. */
  folder?: string;
}

/**
 * `read` succeeds when we say that all was cleaned up, and fails when our end of the pipe closes because this process
 * died, by whatever cause: Ctrl-C, SIGKILL, a crash, a test runner that ends its workers. Chromium's `SingletonLock`
 * (a link to "host-pid") and Firefox's `lock` ("address:+pid") name the process that still writes into a profile.
 */
const script = `
read -r word && exit 0
[ -n "$1" ] && kill -TERM "-$1"
[ -n "$2" ] || exit 0
tries=0
while [ $tries -lt 50 ]; do
  owner=$(readlink "$2/SingletonLock" || readlink "$2/lock") || break
  kill -0 "\${owner##*[-+]}" || break
  tries=$((tries + 1))
  sleep 0.1
done
[ -n "$1" ] && kill -KILL "-$1"
rm -rf "$2" || { sleep 1; rm -rf "$2"; }
`;

/**
 * Makes sure that `belongings` go when this process ends without cleaning up, and returns the function to call after
 * an orderly clean-up. A waiting `sh` does it on Linux and macOS; on Windows only an orderly exit is covered.
 */
export function reapLater({ processGroup, folder }: Belongings): () => void {
  if (process.platform === 'win32') return reapOnExit({ processGroup, folder });
  const reaper = spawn('sh', ['-c', script, 'reaper', `${processGroup ?? ''}`, folder ?? ''], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  reaper.stdin.on('error', () => {}); // it was killed from outside: nothing left to tell it
  reaper.unref();
  return () => {
    reaper.stdin.end('done\n');
  };
}

function reapOnExit({ processGroup, folder }: Belongings): () => void {
  const reap = () => {
    if (processGroup !== undefined) endProcess(processGroup);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', reap);
  return () => {
    process.off('exit', reap);
  };
}

function endProcess(pid: number): void {
  try {
    process.kill(pid);
  } catch {
    // it has ended by itself
  }
}
