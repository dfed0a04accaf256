import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import { nowIso } from '../store/store';
import { requireV3User } from './v3-user';

/** Events that users publish; they reach everybody who has subscribed to the name. */
export const events: Routes = (router, services) => {
  router.post(
    '/api/v3/pub-userEvent',
    endpoint(services, ({ caller, body }) => {
      const user = requireV3User(services, caller);
      const event = {
        userId: user.id,
        appId: caller.app.appId,
        eventType: body.required('eventType'),
        source: body.required('source'),
        eventData: body.required('eventData'),
        time: nowIso(),
      };
      services.data.events.push(event);
      services.subscriptions.publish(event);
      return { success: true };
    }),
  );
};
