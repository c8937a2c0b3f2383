namespace Mvc.Mcp;

/// <summary>In which forms a JSON answer is given to a client.</summary>
public enum ResultContent
{
    /// <summary>As text and as <c>structuredContent</c>, as the protocol asks for clients that read only one of them.</summary>
    TextAndStructured,

    /// <summary>As text only. Output schemas are not announced: clients that see one wait for <c>structuredContent</c>.</summary>
    Text,

    /// <summary>
    /// As <c>structuredContent</c> only, as far as the client's protocol version has a place for the value; as text otherwise. For
    /// hosts that are known to read it.
    /// </summary>
    Structured,
}
