import { describe, expect, it } from 'vitest';
import { readXmpRating } from './xmp-rating.ts';

describe('stars in XMP', () => {
  it.each([
    ['<rdf:Description xmp:Rating="4"/>', 4],
    ['<xmp:Rating>3</xmp:Rating>', 3],
    ['<xmp:Rating> 2.0 </xmp:Rating>', 2],
    ['<rdf:Description xmp:Rating="-1"/>', 0],
    ['<rdf:Description xmp:Rating="0"/>', 0],
    ['<rdf:Description xmp:Rating="99"/>', null],
    ['<rdf:Description xmp:RatingPercent="99"/>', null],
    ['<rdf:Description xmp:Label="Red"/>', null],
    ['', null],
  ])('%s: %s', (packet, stars) => {
    expect(readXmpRating(packet)).toBe(stars);
  });
});
