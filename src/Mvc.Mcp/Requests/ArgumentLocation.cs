namespace Mvc.Mcp.Requests;

/// <summary>Where in the HTTP request the value of a tool's argument goes.</summary>
internal enum ArgumentLocation
{
    /// <summary>A value of the path template.</summary>
    Path,

    /// <summary>A key of the query string.</summary>
    Query,

    /// <summary>A request header.</summary>
    Header,

    /// <summary>A request cookie: only for APIs known by their document alone.</summary>
    Cookie,

    /// <summary>One property of the JSON object that is the body.</summary>
    BodyProperty,

    /// <summary>The whole body.</summary>
    Body,

    /// <summary>A field of a form.</summary>
    FormField,

    /// <summary>A file, or several, of a multipart form.</summary>
    FormFile,
}
