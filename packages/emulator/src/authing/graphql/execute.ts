import type { ExecutionResult, GraphQLError } from 'graphql';
import { execute, GraphQLError as GraphQLErrorClass, validate } from 'graphql';
import { ApiError } from '../errors/api-error';
import { messageOf } from '../errors/error-codes';
import { errorObject } from '../http/envelope';
import { parseDocument } from './documents';
import type { ResolverContext } from './resolvers/context';
import { customDataFields } from './resolvers/custom-data';
import { profileFields } from './resolvers/profile';
import { registrationFields } from './resolvers/registration';
import { sessionFields } from './resolvers/session';
import { signInFields } from './resolvers/sign-in';
import { schema } from './schema';

const root = { ...signInFields, ...registrationFields, ...sessionFields, ...profileFields, ...customDataFields };

/** A GraphQL request body. */
export interface GraphqlRequest {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

/** An answer and the HTTP status it travels under. */
export interface GraphqlAnswer {
  status: 200 | 400;
  body: object;
}

/** Parses, validates and executes. A document the schema does not allow is answered with HTTP 400. */
export async function answerGraphql({ query, variables, operationName }: GraphqlRequest, context: ResolverContext): Promise<GraphqlAnswer> {
  let document;
  try {
    document = parseDocument(query);
  } catch (error) {
    if (error instanceof GraphQLErrorClass) return { status: 400, body: { errors: [wireError(error, context)] } };
    throw error;
  }
  const mistakes = validate(schema, document);
  if (mistakes.length > 0) return { status: 400, body: { errors: mistakes.map((mistake) => wireError(mistake, context)) } };
  const result: ExecutionResult = await execute({
    schema,
    document,
    rootValue: root,
    contextValue: context,
    variableValues: variables ?? {},
    operationName,
  });
  const { data = null, errors = [] } = result;
  return {
    // No data at all means that the variables did not fit.
    status: result.data === undefined ? 400 : 200,
    body: errors.length === 0 ? { data } : { data: null, errors: errors.map((error) => wireError(error, context)) },
  };
}

/** Authing's form of an error: the message is an object. */
function wireError(error: GraphQLError, { services, caller }: ResolverContext): object {
  const { originalError, locations, path } = error;
  const place = { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
  if (originalError instanceof ApiError) {
    const { code, data } = originalError;
    return { message: errorObject(services.errorForm, code, originalError.text(caller.lang), data), ...place };
  }
  // Mistakes in the document have no cause; anything else is a fault of the server, shown since it is one for developers.
  const code = originalError === undefined || originalError instanceof GraphQLErrorClass ? 400 : 500;
  const message = code === 400 ? error.message : `${messageOf(500, caller.lang)}: ${originalError?.stack ?? error.message}`;
  return { message: errorObject(services.errorForm, code, message, null), ...place };
}
