using System.Globalization;
using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Requests;

/// <summary>Collects what is wrong with the arguments of one call, so that a model can mend all of it at once.</summary>
internal sealed class ArgumentErrors
{
    private List<string>? _messages;
    private int _more;

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _messages is not null;

    /// <summary>Whether what is noted from here on is counted, and not said.</summary>
    public bool IsFull => _messages is { Count: >= FaultList.Most };

    /// <summary>Notes one fault; <paramref name="message"/> names the argument, what was given and what is expected.</summary>
    public void Add(string message)
    {
        if (IsFull)
            _more++;
        else
            (_messages ??= []).Add(message);
    }

    /// <summary>Notes a fault that is not said.</summary>
    public void AddUnsaid() => _more++;

    /// <inheritdoc />
    public override string ToString() => _messages is null
        ? ""
        : string.Join("\n", _more == 0 ? _messages : [.. _messages, string.Create(CultureInfo.InvariantCulture, $"{_more} more are wrong.")]);
}
