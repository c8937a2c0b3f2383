// One call as it was: the outcome, then the exchange.
import { h } from '../dom.js';
import { long, name } from '../text.js';
import { contentView } from './content-view.js';
import { exchangeView } from './exchange-view.js';
import { jsonBlock } from '../json.js';
import { recordsOf, recordTable } from './record-table.js';

/** The view of a call. */
export function callView(call) {
  return h('section', { class: `call ${call.failed ? 'failed' : 'succeeded'}`, 'aria-label': 'Result' },
    h('h3', { tabindex: '-1' }, h('span', { class: call.failed ? 'bad' : 'good' }, heading(call)), h('span', { class: 'quiet' }, ` ${call.ms.toFixed(0)} ms, as ${call.caller}`)),
    call.questions.map(({ message, answer }) => h('div', { class: 'question' }, h('strong', null, 'The server asked:'), long(message), h('p', { class: 'quiet' }, 'You answered: ', answer.action))),
    call.error ? failure(call.error) : outcome(call.result),
    call.notifications.length > 0 ? h('details', null, h('summary', null, `Notifications (${call.notifications.length})`), jsonBlock(call.notifications, 'Notifications')) : null,
    call.exchanges.map((exchange, index) => exchangeView(exchange, call.exchanges.length > 1 ? index + 1 : null)));
}

const heading = call => call.error ? 'Not called' : call.failed ? 'Error, as the model reads it' : 'Result';

function failure(error) {
  return [
    h('p', { class: 'message' }, error.code === undefined || error.code === null ? null : h('code', null, String(error.code)), ' ', name(error.message)),
    error.data ? jsonBlock(error.data, 'Data of the error') : null,
  ];
}

function outcome(result) {
  const contents = result.content ?? result.contents ?? result.messages?.map(message => message.content) ?? [];
  const records = recordsOf(result.structuredContent);
  return [
    records ? recordTable(records) : null,
    contents.map(content => contentView(content)),
    result.structuredContent === undefined ? null
      : h('details', { open: !records && contents.length === 0 }, h('summary', null, 'Structured content'), jsonBlock(result.structuredContent, 'Structured content')),
    contents.length === 0 && result.structuredContent === undefined ? h('p', { class: 'quiet' }, 'The result is empty.') : null,
  ];
}
