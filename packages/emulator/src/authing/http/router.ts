import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Services } from '../services';
import { WeChatFailureError } from '../wechat-connection/failure';
import { ROUTES } from './routes';
import type { Env, Router } from './endpoint';
import { langOf } from './endpoint';
import { errorEnvelope, styleOf, thrownEnvelope } from './envelope';
import { messageOf } from '../errors/error-codes';

/** All endpoints of a server, with the envelopes of what they throw. */
export function createRouter(services: Services): Router {
  const router: Router = new Hono<Env>();
  for (const routes of ROUTES) routes(router, services);
  router.onError((error, context) => {
    const style = styleOf(context.req.path);
    if (error instanceof WeChatFailureError) {
      const { status, code, message, data } = services.wechatFailure(error.failure);
      return context.json(errorEnvelope(style, services.errorForm, code, message, data), status as ContentfulStatusCode);
    }
    const { status, body } = thrownEnvelope(style, services.errorForm, error, langOf(context.req.raw));
    return context.json(body, status as ContentfulStatusCode);
  });
  router.notFound((context) => {
    const message = `${messageOf(404, langOf(context.req.raw))}: ${context.req.method} ${context.req.path}`;
    return context.json(errorEnvelope(styleOf(context.req.path), services.errorForm, 404, message, null), 404);
  });
  return router;
}
