import type { PropsWithChildren } from 'react';
import { configureAuthing } from 'authing-miniapp';
import './app.css';

// The one line of set-up: your application's id, from Authing's console.
configureAuthing({ appId: 'YOUR_APP_ID' });

export default function App({ children }: PropsWithChildren) {
  return children;
}
