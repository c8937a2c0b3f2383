namespace Mvc.Mcp.Requests;

/// <summary>
/// What JSON a tool's argument takes, decided once from its schema so that a call need not look at the schema again.
/// </summary>
internal enum ArgumentKind
{
    /// <summary>Any JSON value: the schema says nothing of its type, or allows several.</summary>
    Any,

    /// <summary>A string.</summary>
    String,

    /// <summary>A number without a fraction.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A file: an object that holds it, or text.</summary>
    File,
}
