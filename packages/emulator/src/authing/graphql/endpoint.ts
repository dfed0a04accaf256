import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { callerOf } from '../http/endpoint';
import { readParameters } from '../http/parameters';
import type { GraphqlRequest } from './execute';
import { answerGraphql } from './execute';

/** `POST /graphql/v2`. */
export const graphqlEndpoint: Routes = (router, services) => {
  router.post('/graphql/v2', async (context) => {
    const caller = callerOf(context, services);
    const body = await readParameters(context.req.raw);
    if (typeof body.raw('query') !== 'string') throw new ApiError(400, { about: 'query' });
    const { status, body: answer } = await answerGraphql(body.all as unknown as GraphqlRequest, { services, caller });
    return context.json(answer, status);
  });
};
