/** The words of folders that are dropped on the page or chosen in a dialog. */
export const dropEn = {
  choose: 'Choose…',
  here: 'Drop folders here to watch them',
  added: (n: number, names: string) =>
    n === 1 ? `${names} is watched now` : `${names} are watched now`,
  noFolders: 'Only folders can be watched. To send single photos, copy them into a hot folder.',
  undo: 'Undo',
};
