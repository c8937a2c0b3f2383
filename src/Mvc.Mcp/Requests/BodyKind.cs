namespace Mvc.Mcp.Requests;

/// <summary>What the arguments that belong to the body become.</summary>
internal enum BodyKind
{
    /// <summary>A JSON object whose properties are the <see cref="ArgumentLocation.BodyProperty"/> arguments.</summary>
    JsonObject,

    /// <summary>The JSON of the one <see cref="ArgumentLocation.Body"/> argument, as it was given.</summary>
    Json,

    /// <summary>The text of the one <see cref="ArgumentLocation.Body"/> argument.</summary>
    Text,

    /// <summary>The bytes of the one <see cref="ArgumentLocation.Body"/> argument, which is a file.</summary>
    Binary,

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    UrlEncodedForm,

    /// <summary><c>multipart/form-data</c>.</summary>
    MultipartForm,
}
