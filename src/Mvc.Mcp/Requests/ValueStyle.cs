namespace Mvc.Mcp.Requests;

/// <summary>How OpenAPI writes a value that is an array or an object where only text can stand.</summary>
internal enum ValueFormat
{
    /// <summary>Values with commas between them: <c>a,b</c>.</summary>
    Simple,

    /// <summary>The same behind a point: <c>.a.b</c>.</summary>
    Label,

    /// <summary>Names and values behind semicolons: <c>;id=a,b</c>.</summary>
    Matrix,

    /// <summary>Names and values of a form: <c>id=a&amp;id=b</c>.</summary>
    Form,

    /// <summary>Values with spaces between them.</summary>
    SpaceDelimited,

    /// <summary>Values with bars between them.</summary>
    PipeDelimited,

    /// <summary>Values with tabs between them (Swagger 2.0).</summary>
    TabDelimited,

    /// <summary>Members in brackets: <c>id[a]=1</c>, nested as deep as the value.</summary>
    DeepObject,

    /// <summary>The value as JSON.</summary>
    Json,
}

/// <summary>How a value of an API that is known by its document alone is written (OpenAPI 3.1, section 4.8.12).</summary>
/// <param name="Format">How arrays and objects are written.</param>
/// <param name="Explode">Whether each element or member is written with a name of its own.</param>
internal sealed record ValueStyle(ValueFormat Format, bool Explode)
{
    /// <summary>Whether reserved characters that cannot end the value stand as they are.</summary>
    public bool AllowReserved { get; init; }

    /// <summary>The media type of the part of a multipart form; null for what its value is.</summary>
    public string? ContentType { get; init; }
}
