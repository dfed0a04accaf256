/** What a mini program leaves on a device between launches. Plain JSON: keep it in a file or in localStorage as it is. */
export interface DeviceMemory {
  /** WeChat Storage by key, each value serialised as WeChat does. */
  storage: Record<string, StoredValue>;
  /** Whether the user has agreed to the mini program's privacy guide. Removing the mini program from the device forgets it. */
  privacyAuthorized: boolean;
}

export interface StoredValue {
  type: 'String' | 'Number' | 'Boolean' | 'Null' | 'Undefined' | 'Date' | 'Object' | 'Array';
  data: string;
}

/** The memory of a device on which the mini program never ran. */
export function createDeviceMemory(): DeviceMemory {
  return { storage: {}, privacyAuthorized: false };
}
