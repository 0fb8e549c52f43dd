/** The code in the link of an invitation: behind the `#`, which no server or log gets to see. */
export function invitationCode(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    // A link that was cut off in the middle of a character.
    return '';
  }
}
