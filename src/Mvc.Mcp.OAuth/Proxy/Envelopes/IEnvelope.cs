namespace Mvc.Mcp.OAuth.Proxy.Envelopes;

/// <summary>
/// Something that travels sealed through a client or a browser. Its kind is part of the key, so that an envelope of one
/// kind never opens as another.
/// </summary>
internal interface IEnvelope
{
    static abstract string Kind { get; }
}
