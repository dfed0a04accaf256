import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Device, User } from '../store/entities';
import { newId, nowIso } from '../store/store';
import { requireV3User } from './v3-user';

/** The devices a user has signed in on. */
export const devices: Routes = (router, services) => {
  router.post(
    '/api/v3/create-device',
    endpoint(services, ({ caller, body }) => {
      const user = requireV3User(services, caller);
      const deviceUniqueId = body.required('deviceUniqueId');
      const known = services.data.devices.find((device) => device.userId === user.id && device.deviceUniqueId === deviceUniqueId);
      const device: Device = known ?? {
        id: newId(),
        userId: user.id,
        deviceUniqueId,
        name: null,
        lastIp: caller.ip,
        lastLoginTime: nowIso(),
        online: true,
      };
      Object.assign(device, { name: body.optional('name') ?? null, lastIp: caller.ip, lastLoginTime: nowIso(), online: true });
      if (known === undefined) services.data.devices.push(device);
      return { id: device.id };
    }),
  );

  router.get(
    '/api/v3/mydevices/list',
    endpoint(services, ({ caller }) => {
      const user = requireV3User(services, caller);
      return services.data.devices
        .filter(({ userId }) => userId === user.id)
        .map((device) => {
          const { id, deviceUniqueId, name, lastIp, lastLoginTime, online } = device;
          return { device: { deviceId: id, deviceUniqueId, name }, lastIp, lastLoginTime, online };
        });
    }),
  );

  const own = (user: User, id: string): Device => {
    const device = services.data.devices.find((candidate) => candidate.id === id && candidate.userId === user.id);
    if (device === undefined) throw new ApiError(404, { about: 'deviceId' });
    return device;
  };

  router.post(
    '/api/v3/mydevices/unbind',
    endpoint(services, ({ caller, body }) => {
      const device = own(requireV3User(services, caller), body.required('deviceId'));
      services.data.devices.splice(services.data.devices.indexOf(device), 1);
      return { success: true };
    }),
  );

  router.post(
    '/api/v3/mydevices/revoke-session',
    endpoint(services, ({ caller, body }) => {
      own(requireV3User(services, caller), body.required('deviceId')).online = false;
      return { success: true };
    }),
  );
};
