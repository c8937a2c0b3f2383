namespace Mvc.Mcp.Requests;

/// <summary>
/// How large a request may become beside its body: what the server and the reader of forms would refuse of an HTTP request.
/// Arguments that are short may stand for fields whose names are long, so all of it is counted while it is written.
/// </summary>
internal sealed record RequestLimits
{
    /// <summary>The framework's own limits, where the application sets none.</summary>
    public static RequestLimits Default { get; } = new();

    /// <summary>The longest request line, in bytes: method, path, query and version.</summary>
    public int MaxRequestLine { get; init; } = 8 * 1024;

    /// <summary>The size of all headers together, in bytes.</summary>
    public int MaxHeaders { get; init; } = 32 * 1024;

    /// <summary>How many fields a form may have.</summary>
    public int MaxFormFields { get; init; } = 1024;

    /// <summary>How long the name of a field may be, with the names of all that it is nested in.</summary>
    public int MaxFieldName { get; init; } = 2048;

    /// <summary>How long the value of a field may be.</summary>
    public int MaxFieldValue { get; init; } = 4 * 1024 * 1024;

    /// <summary>How deep a value that is written as fields may be nested.</summary>
    public int MaxDepth { get; init; } = 32;
}
