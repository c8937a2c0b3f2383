// What the TypeScript SDKs have in common: list the tools, or call one, and print the answer as one line of JSON.
// usage: node SCRIPT URL tools/list | tools/call NAME ARGUMENTS     AUTHORIZATION=… sends that header
export async function drive(connect) {
  const [url, method, name, args] = process.argv.slice(2);
  const headers = process.env.AUTHORIZATION ? { Authorization: process.env.AUTHORIZATION } : {};
  const client = await connect(new URL(url), { requestInit: { headers } });

  // Listing first also teaches the client the output schemas against which it checks results.
  const tools = await client.listTools();
  const answer = method === 'tools/list' ? tools : await call(client, name, JSON.parse(args));
  console.log(JSON.stringify(answer));
  await client.close();
}

async function call(client, name, args) {
  try {
    return await client.callTool({ name, arguments: args });
  } catch (error) {
    return { error: { code: error.code, message: error.message } };
  }
}
