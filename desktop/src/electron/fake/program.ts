import { createFakeElectron } from './electron.ts';

/*
 * The fake as the module `electron` of a whole program: becomes ready and exits by itself, and
 * passes what the page is sent on to the parent process.
 */

const fake = createFakeElectron();
fake.app.on('fake-exit', (code: number) => process.exit(code));
fake.app.on('web-contents-created', () => {
  const page = fake.windows.at(-1)?.webContents;
  if (!page) return;
  page.onSend = ({ channel, message }) => process.send?.({ type: 'page', channel, message });
});
setImmediate(() => fake.app.becomeReady());

export const { app, BrowserWindow, ipcMain, protocol, session, shell } = fake;
export const dialog = {
  showErrorBox: (title: string, content: string): void => {
    process.stdout.write(`${title}: ${content}\n`);
  },
};
export const Menu = {
  buildFromTemplate: (template: Parameters<typeof fake.setMenu>[0]) => template,
  setApplicationMenu: fake.setMenu,
};
