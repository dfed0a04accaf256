import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';
import { OPERATIONS } from './operations';
import { PROFILE_INPUTS, USER_TYPES } from './user';

/** Authing's GraphQL schema, as far as a client that is not an administrator reaches; types and nullability are those of its SDK. */
export const schema: GraphQLSchema = buildSchema([USER_TYPES, PROFILE_INPUTS, OPERATIONS].join('\n'));
