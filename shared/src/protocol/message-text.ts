import * as z from 'zod/mini';
import { Email } from './auth.ts';

/*
 * Words of people for other people. They are plain text: whoever shows them never treats them as
 * markup. What cannot be seen and only serves to mislead (control characters, and those that turn
 * the reading direction of what follows, https://www.unicode.org/reports/tr36/) is taken out.
 */

const MISLEADING = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Cs}/gu;
/** A letter, a digit, a sign or a symbol: more than spaces and joiners. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** As a text is kept: composed (NFC), trimmed, with plain line breaks and two of them at most. */
export function cleanText(typed: string): string {
  return typed
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(MISLEADING, '')
    .normalize('NFC')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** What a person may type before it is cleaned; a bound on our work. */
const typed = (length: number) => z.string().check(z.maxLength(length));

/** Long enough for a toast, short enough for a socket. UTF-16 units. */
export const MAX_MESSAGE_LENGTH = 1_000;

/** Empty where a message is only a picture. */
export const MessageText = z.pipe(typed(4 * MAX_MESSAGE_LENGTH), z.transform(cleanText)).check(
  z.maxLength(MAX_MESSAGE_LENGTH),
  z.refine((text) => text === '' || VISIBLE.test(text), 'Nothing of this text can be seen.'),
);

/** What a guest is called. An address typed by mistake would be told to the whole party. */
export const SenderName = z
  .pipe(
    typed(400),
    z.transform((name) => cleanText(name).replaceAll(/\s+/g, ' ')),
  )
  .check(
    z.minLength(1),
    z.maxLength(60),
    z.refine((name) => VISIBLE.test(name), 'Nothing of this name can be seen.'),
    z.refine((name) => !Email.safeParse(name).success, 'A name, not an e-mail address.'),
  );
