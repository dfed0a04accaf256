import { ApiError } from '../errors/api-error';
import type { Services } from '../services';
import type { User, UserDefinedField } from '../store/entities';
import { nowIso } from '../store/store';

/** A value of a user-defined field, as the protocol shows it. */
export interface CustomValue {
  key: string;
  dataType: UserDefinedField['dataType'];
  /** A STRING or SELECT as it is; everything else as JSON text (a DATETIME as ms since the epoch). */
  value: string;
  label: string | null;
}

/** The user-defined fields of a pool, by key. */
function fieldsOf(services: Services, userPoolId: string): Map<string, UserDefinedField> {
  return new Map(services.data.fields.filter((field) => field.userPoolId === userPoolId).map((field) => [field.key, field]));
}

/** All values an account has. */
export function customValues(services: Services, user: User): CustomValue[] {
  const fields = fieldsOf(services, user.userPoolId);
  return Object.entries(user.customData).flatMap(([key, value]) => {
    const field = fields.get(key);
    // Values of a field that has been removed since are not shown.
    return field === undefined ? [] : [{ key, dataType: field.dataType, value, label: field.label }];
  });
}

/** Sets values, given as JSON text; all or none. Throws 404 for an unknown field, 400 for a value of the wrong type. */
export function setCustomValues(services: Services, user: User, values: readonly { key: string; value: string }[]): void {
  const fields = fieldsOf(services, user.userPoolId);
  const fitting = values.map(({ key, value }) => {
    const field = fields.get(key);
    if (field === undefined) throw new ApiError(404, { about: `user-defined field ${key}` });
    return [key, fit(field, parse(key, value))] as const;
  });
  Object.assign(user.customData, Object.fromEntries(fitting));
  user.updatedAt = nowIso();
}

/** Removes one value; removing what is not there changes nothing. */
export function removeCustomValue(user: User, key: string): void {
  delete user.customData[key];
  user.updatedAt = nowIso();
}

/** Sets values given as JSON of `[{ key, value }]`, as logins and registrations carry them. Fields the pool lacks are left out. */
export function setParams(services: Services, user: User, params: string | null | undefined): void {
  if (params === null || params === undefined || params === '') return;
  const list = parse('params', params);
  if (!Array.isArray(list)) throw new ApiError(400, { about: 'params' });
  const fields = fieldsOf(services, user.userPoolId);
  for (const { key, value } of list as { key: string; value: unknown }[]) {
    const field = fields.get(key);
    if (field !== undefined) user.customData[key] = fit(field, value);
  }
}

function parse(about: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ApiError(400, { about });
  }
}

function fit(field: UserDefinedField, value: unknown): string {
  const refuse = (): never => {
    throw new ApiError(400, { about: `${field.key}: ${field.dataType}` });
  };
  switch (field.dataType) {
    case 'STRING':
      return typeof value === 'string' ? value : refuse();
    case 'SELECT':
      return typeof value === 'string' && field.options.includes(value) ? value : refuse();
    case 'NUMBER':
      return typeof value === 'number' ? JSON.stringify(value) : refuse();
    case 'BOOLEAN':
      return typeof value === 'boolean' ? JSON.stringify(value) : refuse();
    case 'OBJECT':
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : refuse();
    case 'DATETIME': {
      const time = new Date(value as string | number).getTime();
      return (typeof value === 'number' || typeof value === 'string') && !Number.isNaN(time) ? String(time) : refuse();
    }
  }
}
