namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>A client that knows the address of an MCP endpoint, and a user whom it can ask.</summary>
internal abstract class SignInClient : IAsyncDisposable
{
    /// <summary>Whether it asks its user for more where a tool needs more than was granted.</summary>
    public virtual bool StepsUp => true;

    /// <summary>Goes from the address to a connection, by whatever the endpoint tells it.</summary>
    public abstract Task ConnectAsync(Uri endpoint, ScriptedUser user);

    /// <summary>The text that a tool answers; asks the user as often as the client itself finds it necessary.</summary>
    public abstract Task<string> CallAsync(string tool);

    /// <summary>The same of several calls at once, as a model makes them.</summary>
    public virtual async Task<IReadOnlyList<string>> CallAtOnceAsync(string tool, int calls) =>
        await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => CallAsync(tool)));

    /// <summary>What it keeps from one run to the next.</summary>
    public abstract Task<KeptTokens> GetKeptAsync();

    public abstract ValueTask DisposeAsync();
}
