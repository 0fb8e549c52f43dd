/** What is said where photos are found. */
export interface FindWords {
  title: string;
  order: string;
  arrival: string;
  /** By time of capture, the earliest first. */
  captured: string;
  only: string;
  featured: string;
  liked: string;
  photographer: string;
  tag: string;
  hours: string;
  show: (photos: number) => string;
  showAll: string;
  /** On the button that ends a filter, whose name it says. */
  end: (name: string) => string;
  emptyTitle: string;
  emptyText: string;
  failed: string;
  countFailed: string;
}
