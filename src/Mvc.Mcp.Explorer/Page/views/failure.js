// Why there are no lists: what the endpoint answered.
import { exchangeView } from '../call/exchange-view.js';
import { h } from '../dom.js';
import { explorer } from '../explorer.js';
import { name } from '../text.js';

/** The view of an error that came in the place of the lists. */
export function failureView(error) {
  const { hosts } = explorer.endpoint;
  return h('section', { class: 'failure' },
    h('h2', { tabindex: '-1' }, 'The endpoint gives this caller nothing'),
    h('p', { class: 'wrong' }, name(error.message)),
    hosts.length > 0 ? h('p', null, 'It answers only at ', h('code', null, hosts.join(', ')), ': open the explorer there.') : null,
    h('p', null, 'Choose whom to call as with the button “As” above, or sign in with this browser and reload.'),
    error.exchange ? exchangeView(error.exchange) : null);
}
