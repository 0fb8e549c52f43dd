/** What is said around one photo, and of what the hosts say. */
export interface PhotoWords {
  /** What a screen reader calls the bar below a photo. */
  photoActions: string;
  like: string;
  /** What a screen reader says of the heart; how many like the photo. */
  likeCounted: (count: number) => string;
  comment: string;
  commentOn: string;
  more: string;
  /** The hosts have chosen it. */
  featured: string;
  /** The whole picture as the camera saw it; how large it is. */
  saveOriginal: (size: string) => string;
  copyPhotoLink: string;
  askTakedown: string;
  messages: string;
  messagesUnread: string;
  putAway: string;
  readMore: string;
  takedownDecided: string;
  takedownGranted: string;
  takedownRefused: string;
}
