namespace Mvc.Mcp.Requests;

/// <summary>Collects what is wrong with the arguments of one call, so that a model can mend all of it at once.</summary>
internal sealed class ArgumentErrors
{
    private List<string>? _messages;

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _messages is not null;

    /// <summary>Notes one fault; <paramref name="message"/> names the argument, what was given and what is expected.</summary>
    public void Add(string message) => (_messages ??= []).Add(message);

    /// <inheritdoc />
    public override string ToString() => _messages is null ? "" : string.Join("\n", _messages);
}
