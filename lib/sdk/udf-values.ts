import { AuthingError } from '../errors/authing-error';

/** A field that the user pool defines, as Authing hands it out. */
interface UserDefinedField {
  key: string;
  dataType: string;
  value?: string | null;
}

/**
 * The SDK's `convertUdvToKeyValuePair`: user-defined fields as an object, each value in the type that its definition says. No key
 * reaches the object's prototype.
 * @throws AuthingError reason `server`: a value that is not of its type
 */
export function udfValues(fields: readonly UserDefinedField[] | null | undefined): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  try {
    (fields || []).forEach(({ key, dataType, value }) => {
      if (key !== '__proto__') values[key] = typed(dataType, value);
    });
  } catch (cause) {
    throw new AuthingError('server', { stage: 'request', cause });
  }
  return values;
}

function typed(dataType: string, value: string | null | undefined): unknown {
  // Milliseconds, or a date that Date reads.
  if (dataType === 'DATETIME') return new Date(isNaN(+value!) ? value! : +value!);
  return dataType === 'NUMBER' || dataType === 'BOOLEAN' || dataType === 'OBJECT' ? JSON.parse(value!) : value;
}
