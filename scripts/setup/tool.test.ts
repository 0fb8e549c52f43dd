import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { runTool, toolEnvironment } from './tool.mjs';

describe('the environment of a tool', () => {
  it('is the person’s own, without what npm added when it started us', () => {
    const env = toolEnvironment({
      HOME: os.tmpdir(),
      npm_config_registry: 'the person’s choice',
      npm_config_loglevel: 'silent',
      npm_lifecycle_event: 'start',
      npm_package_name: 'picture-live',
      NODE_ENV: 'production',
      INIT_CWD: '/',
    });
    expect(env).toEqual({ HOME: os.tmpdir(), npm_config_registry: 'the person’s choice' });
  });

  it('has a place for caches where the home folder does not exist', () => {
    const env = toolEnvironment({ HOME: '/nonexistent/home' });
    expect(env['HOME']).toContain('.setup');
    expect(env['npm_config_cache']).toContain('.setup');
  });
});

describe('running a tool', () => {
  const node = (script: string) => runTool({ command: process.execPath, args: ['-e', script] });

  it('keeps everything it prints and its exit code', async () => {
    const { code, output } = await node(
      `process.stdout.write('one '); setTimeout(() => { console.error('two'); process.exit(3) }, 50)`,
    );
    expect({ code, output }).toEqual({ code: 3, output: 'one two' });
  });

  it('keeps only the end of what a talkative one prints', async () => {
    const { output } = await node(`process.stdout.write('x'.repeat(2 ** 21) + 'the end')`);
    expect(output.length).toBeLessThan(2 ** 20);
    expect(output.endsWith('the end')).toBe(true);
  });

  it('says what is wrong with one that is not there', async () => {
    const { code, output } = await runTool({ command: 'no-such-tool-anywhere', args: [] });
    expect(code).toBeNull();
    expect(output).toContain('ENOENT');
  });
});
