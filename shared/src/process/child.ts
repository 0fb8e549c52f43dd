import { ENGINE_LAUNCH_VARIABLE, EngineLaunch, type ChildMessage } from './lifecycle.ts';

/**
 * Takes what the supervisor passed to the engine's shell out of the environment: it holds tokens,
 * and programs that the shell starts inherit the environment. Null: nobody passed anything.
 *
 * @throws ZodError or SyntaxError where it is malformed, which is a fault of the supervisor.
 */
export function takeEngineLaunch(env: NodeJS.ProcessEnv): EngineLaunch | null {
  const text = env[ENGINE_LAUNCH_VARIABLE];
  Reflect.deleteProperty(env, ENGINE_LAUNCH_VARIABLE);
  return text === undefined ? null : EngineLaunch.parse(JSON.parse(text));
}

/** Resolves once the message is on its way; without a supervisor there is nobody to tell. */
export function tellSupervisor(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });
}
