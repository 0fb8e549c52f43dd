import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { lanAddress, origin } from './addresses.ts';

function v4(address: string, internal = false): NetworkInterfaceInfo {
  return {
    address,
    internal,
    family: 'IPv4',
    netmask: '255.255.255.0',
    mac: '00:00:00:00:00:00',
    cidr: null,
  };
}

describe('the address guests get', () => {
  it('is the one of the Wi-Fi, not of Docker, a tunnel or the computer itself', () => {
    const interfaces = {
      lo: [v4('127.0.0.1', true)],
      docker0: [v4('172.17.0.1')],
      utun3: [v4('10.8.0.2')],
      wlp2s0: [v4('192.168.1.20')],
    };
    expect(lanAddress(interfaces)).toBe('192.168.1.20');
  });

  it('is a working one rather than a self-assigned one', () => {
    expect(lanAddress({ en0: [v4('169.254.3.4')], en1: [v4('10.0.0.5')] })).toBe('10.0.0.5');
  });

  it('is a virtual one where there is no other', () => {
    expect(lanAddress({ docker0: [v4('172.17.0.1')] })).toBe('172.17.0.1');
  });

  it('is none without a network', () => {
    expect(lanAddress({ lo: [v4('127.0.0.1', true)] })).toBeNull();
  });

  it('keeps IPv6 readable in a URL', () => {
    expect(origin('::1', 3001)).toBe('http://[::1]:3001');
  });
});
