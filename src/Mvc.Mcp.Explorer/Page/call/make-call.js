// Carries out one call, with what the server asks on the way.
import { McpError } from '../mcp.js';
import { elicit } from './elicitation.js';

const mostRounds = 10;
let lastToken = 0;

/** The call as it was: arguments, every exchange with the server, and the result or the error. */
export async function makeCall(mcp, invocation, args, { signal, onprogress }) {
  const call = { title: invocation.title, method: invocation.method, args, caller: mcp.caller.name, exchanges: [], notifications: [], questions: [], result: null, error: null, failed: false, ms: 0 };
  const progressToken = `explorer-${++lastToken}`;
  const onnotification = message => {
    call.notifications.push(message);
    if (message.method === 'notifications/progress' && message.params?.progressToken === progressToken)
      onprogress(message.params);
  };
  try {
    let answers = {};
    for (let round = 0; round < mostRounds; round++) {
      const { result, exchange } = await mcp.request(invocation.method, { ...invocation.params(args), ...answers }, { ...invocation.options?.(args), signal, onnotification, progressToken });
      call.exchanges.push(exchange);
      call.ms += exchange.ms;
      if (result.resultType !== 'input_required') {
        call.result = result;
        call.failed = result.isError === true;
        return call;
      }
      answers = { inputResponses: await answersTo(result.inputRequests ?? {}, call), ...(result.requestState === undefined ? {} : { requestState: result.requestState }) };
    }
    throw new McpError(`The server asked for input ${mostRounds} times.`, null);
  } catch (error) {
    call.failed = true;
    call.error = error.name === 'AbortError' ? new McpError('You cancelled the call.', null) : error;
    if (error.exchange) {
      call.exchanges.push(error.exchange);
      call.ms += error.exchange.ms;
    }
    return call;
  }
}

async function answersTo(requests, call) {
  const answers = {};
  for (const [key, request] of Object.entries(requests)) {
    if (request.method !== 'elicitation/create')
      throw new McpError(`The server asks for ${request.method}, which the explorer cannot answer.`, null);
    answers[key] = await elicit(request.params ?? {}, call.title);
    call.questions.push({ message: request.params?.message ?? '', answer: answers[key] });
  }
  return answers;
}
