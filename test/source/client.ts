/** Prints the client with its SDK in one piece, as in the package, but neither lowered nor minified, so that its lines can be mapped. */
import { bundleSource } from '../../tools/sdk/bundle';

bundleSource().then(
  (code) => process.stdout.write(code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
