import { contextBridge, ipcRenderer } from 'electron';
import { TRANSPORT_PROPERTY } from '../bridge/client.ts';
import { ipcTransport } from '../bridge/ipc-client.ts';

/*
 * Runs before the page, in a world of its own and in the sandbox: gives the page the transport of
 * the bridge and nothing else. Built to desktop/dist/electron/preload.cjs, one CommonJS file,
 * because a sandboxed preload can load no other.
 */
contextBridge.exposeInMainWorld(TRANSPORT_PROPERTY, ipcTransport(ipcRenderer));
