import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { TRANSPORT_PROPERTY } from '../bridge/client.ts';
import { DROPPED_PROPERTY, type DroppedPaths } from '../bridge/dropped.ts';
import { ipcTransport } from '../bridge/ipc-client.ts';

/*
 * Runs before the page, in a world of its own and in the sandbox: gives the page the transport of
 * the bridge and the paths of what a person drops on it, nothing else. Built to
 * desktop/dist/electron/preload.cjs, one CommonJS file, because a sandboxed preload can load no
 * other.
 */
contextBridge.exposeInMainWorld(TRANSPORT_PROPERTY, ipcTransport(ipcRenderer));

const dropped: DroppedPaths = { pathOf: (file) => webUtils.getPathForFile(file) };
contextBridge.exposeInMainWorld(DROPPED_PROPERTY, dropped);
