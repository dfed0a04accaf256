import { useState } from 'react';
import { Button, Text, View } from '@tarojs/components';
import { AuthingError, getAuthing } from 'authing-miniapp';
import type { AuthingErrorDetail } from 'authing-miniapp';
import { useAuthing } from 'authing-miniapp/react';
import './index.css';

/** Sign in silently; then the phone number, if the account has none; then the picture. */
export default function Index() {
  const { status, user } = useAuthing();
  const [{ event, notice }, show] = useState({ event: '', notice: '' });

  const say = (name: string, words = '') => show({ event: name, notice: words });
  const onError = ({ detail }: { detail: AuthingErrorDetail }) => say(`error: ${detail.reason}`, detail.message);
  const onCancel = () => say('cancel');

  async function signOut() {
    try {
      await getAuthing().logout();
      say('logout');
    } catch (error) {
      if (!(error instanceof AuthingError)) throw error;
      say(`error: ${error.reason}`, error.message);
    }
  }

  return (
    <View className="page">
      {status === 'signed-out' && (
        <login-button
          type="primary"
          onLogin={({ detail }) => say('login', `Welcome, ${detail.user.nickname ?? detail.user.id}`)}
          onError={onError}
          onCancel={onCancel}
        />
      )}
      {status === 'signed-in' && (
        <>
          <avatar-picker size={88} onAvatar={() => say('avatar')} onError={onError} onCancel={onCancel} />
          <Text>{user?.phone ?? 'No phone number yet'}</Text>
          {!user?.phone && (
            <phone-button
              type="primary"
              onPhone={({ detail }) => say('phone', detail.purePhoneNumber)}
              onError={onError}
              onCancel={onCancel}
            />
          )}
          <Button onClick={() => void signOut()}>Sign out</Button>
        </>
      )}
      <Text>{notice}</Text>
      <Text id="event" className="event">
        {event}
      </Text>
    </View>
  );
}
