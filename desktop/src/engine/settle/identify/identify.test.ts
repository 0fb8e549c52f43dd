import { describe, expect, it } from 'vitest';
import type { FileFormat } from '../outcome.ts';
import { cameraSamples } from '../testing/pictures.ts';
import { HEAD_BYTES, identify } from './identify.ts';

/** A TIFF with one directory; entries of tag → ASCII value, or of a number written in place. */
function tiff(entries: [tag: number, value: string | number][], little = true): Buffer {
  const head = Buffer.alloc(2048);
  const u16 = (value: number, at: number) =>
    little ? head.writeUInt16LE(value, at) : head.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    little ? head.writeUInt32LE(value, at) : head.writeUInt32BE(value, at);
  head.write(little ? 'II*\0' : 'MM\0*', 0, 'latin1');
  u32(16, 4);
  u16(entries.length, 16);
  let free = 1024;
  entries.forEach(([tag, value], index) => {
    const at = 18 + 12 * index;
    u16(tag, at);
    u16(typeof value === 'string' ? 2 : 1, at + 2);
    u32(typeof value === 'string' ? value.length : 4, at + 4);
    u32(typeof value === 'string' ? free : value, at + 8);
    if (typeof value === 'string') free += head.write(value, free, 'latin1');
  });
  return head;
}

const MAKE = 0x010f;
const DNG_VERSION = 0xc612;
const boxes = (brand: string) => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1`, 'latin1');
const packets = (size: number) => {
  const stream = Buffer.alloc(size * 5, 1);
  for (let at = size - 188; at < stream.length; at += size) stream[at] = 0x47;
  return stream;
};

describe('the format of a file', () => {
  it.each<[FileFormat, string, Buffer]>([
    ['jpeg', 'a.jpg', Buffer.from('ffd8ffe1', 'hex')],
    ['jpeg', 'named-raw.cr2', Buffer.from('ffd8ffdb', 'hex')],
    ['jpeg', 'two-bytes-so-far.jpg', Buffer.from('ffd8', 'hex')],
    ['heif', 'a.heic', boxes('heic')],
    ['heif', 'a.avif', boxes('avif')],
    ['cr3', 'a.cr3', boxes('crx ')],
    ['video', 'a.mp4', boxes('isom')],
    ['video', 'a.mov', boxes('qt  ')],
    ['video', 'old.mov', Buffer.from('\0\0\0\x08wide\0\0\0\0mdat', 'latin1')],
    ['video', 'a.avi', Buffer.from('RIFF\0\0\0\0AVI LIST', 'latin1')],
    ['video', 'a.mts', packets(192)],
    ['video', 'a.ts', packets(188)],
    ['video', 'a.mpg', Buffer.from('000001ba44', 'hex')],
    ['video', 'a.mkv', Buffer.from('1a45dfa3', 'hex')],
    ['webp', 'a.webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1')],
    ['png', 'a.png', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['raf', 'a.raf', Buffer.from('FUJIFILMCCD-RAW 0201', 'latin1')],
    ['cr2', 'a.cr2', Buffer.from('II*\0\x10\0\0\0CR\x02\0', 'latin1')],
    ['orf', 'a.orf', Buffer.from('IIRO\x08\0\0\0\0\0', 'latin1')],
    ['rw2', 'a.rw2', Buffer.from('IIU\0\x18\0\0\0\0\0', 'latin1')],
    ['dng', 'a.dng', tiff([[DNG_VERSION, 0x401]])],
    ['dng', 'nikon-made.dng', tiff([[MAKE, 'NIKON CORPORATION\0'], [DNG_VERSION, 0x401]])], // prettier-ignore
    ['nef', 'a.nef', tiff([[MAKE, 'NIKON CORPORATION\0']], false)],
    ['nef', 'renamed', tiff([[MAKE, 'NIKON\0']])],
    ['tiff', 'exported.tif', tiff([[MAKE, 'NIKON CORPORATION\0']], false)],
    ['arw', 'a.arw', tiff([[MAKE, 'SONY\0']])],
    ['orf', 'a.orf', tiff([[MAKE, 'OLYMPUS IMAGING CORP.\0']])],
    ['nef', 'no-make.nef', tiff([])],
    ['tiff', 'a.tif', tiff([])],
    ['raw', 'a.pef', tiff([[MAKE, 'PENTAX\0']])],
    ['tiff', 'big.tif', Buffer.from('II+\0\x08\0\0\0', 'latin1')],
    ['xmp', 'a.xmp', Buffer.from('<?xpacket begin="\uFEFF" id="W5M0"?>')],
    ['xmp', 'a.xmp', Buffer.from('\uFEFF<?xml version="1.0"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">')], // prettier-ignore
    ['unknown', 'page.jpg', Buffer.from('<html><body>Please log in')],
    ['unknown', 'a.txt', Buffer.from('hello')],
    ['unknown', 'a.gif', Buffer.from('GIF89a')],
    ['unknown', 'nothing.jpg', Buffer.alloc(0)],
  ])('is %s for %s', (format, name, head) => {
    expect(identify(head, name)).toBe(format);
  });

  it('is found in whatever part of a head there is', () => {
    for (const source of [tiff([[MAKE, 'SONY\0']]), boxes('heic'), packets(192)]) {
      for (let length = 0; length <= source.length; length += 1) {
        expect(identify(source.subarray(0, length), 'x')).toBeTypeOf('string');
      }
    }
  });

  it.for(cameraSamples(/\.(?:jpg|heic|cr2|dng|rw2|raf)$/u))('is right for $name', (sample) => {
    const extension = sample.name.split('.').at(-1) ?? '';
    const expected = { jpg: 'jpeg', heic: 'heif' }[extension] ?? extension;
    expect(identify(sample.bytes.subarray(0, HEAD_BYTES), sample.name)).toBe(expected);
    expect(identify(sample.bytes.subarray(0, HEAD_BYTES), 'renamed')).toBe(expected);
  });
});
