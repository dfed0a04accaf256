import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';
import { OPERATIONS } from './operations';
import { profileInputs, userTypes } from './user';

/** Authing's GraphQL schema, as far as a client that is not an administrator reaches; types and nullability are those of its SDK. */
export const schema: GraphQLSchema = buildSchema([userTypes, profileInputs, OPERATIONS].join('\n'));
