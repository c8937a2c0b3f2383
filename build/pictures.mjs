// Takes the pictures of the README: the explorer at the sample shop, light and dark, in docs/pictures.
// Needs Node.js 22, the .NET SDK and chromium:  node build/pictures.mjs
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const pictures = join(root, 'docs', 'pictures');
const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
const started = [];

try {
  mkdirSync(pictures, { recursive: true });
  execFileSync('dotnet', ['build', 'samples/Shop', '--nologo', '-v', 'q'], { cwd: root, stdio: 'inherit' });
  const explorer = await start('dotnet', ['samples/Shop/bin/Debug/net10.0/Shop.dll', `--ConnectionStrings:Shop=Data Source=${join(folder, 'shop.db')}`],
    { ASPNETCORE_ENVIRONMENT: 'Development', ASPNETCORE_URLS: 'http://127.0.0.1:0' }, /Explorer +(\S+)/);
  const browser = await connect(await start('chromium', [
    '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run', `--user-data-dir=${join(folder, 'chromium')}`, '--remote-debugging-port=0', 'about:blank',
  ], {}, /DevTools listening on (ws:\S+)/));

  await take(browser, 'light', `${explorer}/#/tools`, []);
  await take(browser, 'dark', `${explorer}/#/tools/list_products/try`, [
    'document.querySelector(".try button[type=submit]").click() ?? true',
    'document.querySelector(".records")',
    'document.activeElement.blur() ?? true',
    'document.querySelector(".try > form").scrollIntoView() ?? true',
  ]);
} finally {
  await Promise.all(started.map(child => new Promise(resolve => child.on('exit', resolve).kill())));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit();

// Starts a program and waits for a line of it.
function start(program, args, environment, line) {
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...environment } });
  started.push(child);
  return new Promise((resolve, reject) => {
    let text = '';
    const read = data => {
      text += data;
      const match = line.exec(text);
      if (match)
        resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`${program} ended:\n${text}`)));
  });
}

// The browser's debugging protocol.
async function connect(address) {
  const socket = new WebSocket(address);
  const waiting = new Map();
  let last = 0;
  socket.onmessage = ({ data }) => {
    const { id, result, error } = JSON.parse(data);
    waiting.get(id)?.(error ? Promise.reject(new Error(error.message)) : result);
    waiting.delete(id);
  };
  await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onerror: reject }));
  return (method, params = {}, sessionId) => new Promise(resolve => {
    waiting.set(++last, resolve);
    socket.send(JSON.stringify({ id: last, method, params, sessionId }));
  });
}

// Opens a page, waits until it listens, carries out the steps, each until it gives something, and takes a picture.
async function take(browser, scheme, url, steps) {
  const { targetId } = await browser('Target.createTarget', { url: 'about:blank', newWindow: true });
  const { sessionId } = await browser('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => browser(method, params, sessionId);
  await send('Emulation.setDeviceMetricsOverride', { width: 1280, height: 800, deviceScaleFactor: 1.5, mobile: false });
  await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await send('Page.navigate', { url });
  for (const step of ['document.querySelector("[data-state=on]")', ...steps]) {
    for (;;) {
      const { result } = await send('Runtime.evaluate', { expression: `Boolean(${step})` });
      if (result.value)
        break;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
  await new Promise(resolve => setTimeout(resolve, 500));
  const { data } = await send('Page.captureScreenshot', { format: 'png' });
  writeFileSync(join(pictures, `explorer-${scheme}.png`), Buffer.from(data, 'base64'));
}
