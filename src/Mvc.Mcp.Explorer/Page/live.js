// Listens for changes of the lists (subscriptions/listen), and says whether it does.
import { client } from './explorer.js';
import { McpError } from './mcp.js';

const longestPause = 30_000;
const texts = { on: 'Live: changes of the tools are shown at once', off: 'The server announces no changes: reload to see them', lost: 'The connection is lost; trying again' };

let stop = () => {};

/** Listens to the chosen endpoint as the caller, instead of whatever was listened to. */
export function listen(onchange) {
  stop();
  const leaving = new AbortController();
  stop = () => leaving.abort();
  listenOn(leaving.signal, onchange);
}

async function listenOn(signal, onchange) {
  const sign = document.getElementById('live');
  let pause = 1000;
  let wasLost = false;
  const show = state => {
    sign.dataset.state = state;
    sign.setAttribute('aria-label', texts[state]);
    sign.title = texts[state];
  };
  show('off');
  while (!signal.aborted) {
    try {
      await client().request('subscriptions/listen', { notifications: { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true } }, {
        signal,
        onnotification: message => {
          pause = 1000;
          if (message.method.endsWith('/list_changed'))
            onchange();
          else if (message.method === 'notifications/subscriptions/acknowledged') {
            show(Object.keys(message.params?.notifications ?? {}).length > 0 ? 'on' : 'off');
            // Whatever changed while nobody listened is in the lists that are read now.
            if (wasLost)
              onchange();
          }
        },
      });
    } catch (error) {
      if (signal.aborted)
        return;
      // What the server does not offer, or refuses, it will not offer a moment later either.
      if (error instanceof McpError && error.exchange?.status >= 400 && error.exchange.status < 500) {
        show('off');
        return;
      }
    }
    if (signal.aborted)
      return;
    wasLost = true;
    show('lost');
    await new Promise(resolve => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, longestPause);
  }
}

addEventListener('pagehide', () => stop());
