namespace Mvc.Mcp.Requests.Values;

/// <summary>The kinds of JSON that a schema takes.</summary>
[Flags]
internal enum ValueKinds
{
    /// <summary>None: alternatives say what is taken.</summary>
    None = 0,

    /// <summary><c>null</c>.</summary>
    Null = 1,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean = 2,

    /// <summary>A number without a fraction.</summary>
    Integer = 4,

    /// <summary>A number.</summary>
    Number = 8,

    /// <summary>A string.</summary>
    String = 16,

    /// <summary>An object.</summary>
    Object = 32,

    /// <summary>An array.</summary>
    Array = 64,

    /// <summary>A file: an object that holds it, or text; whoever reads it says which.</summary>
    File = 128,

    /// <summary>All JSON.</summary>
    Any = Null | Boolean | Integer | Number | String | Object | Array,
}
