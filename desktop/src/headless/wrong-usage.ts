/** What was typed or configured is wrong: a sentence for whoever did. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}
