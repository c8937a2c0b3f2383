using System.Text.Json.Serialization;

namespace Mvc.Mcp.OAuth.Envelopes;

/// <summary>The envelopes' contents on the wire, inside the seal.</summary>
[JsonSerializable(typeof(RegistrationEnvelope))]
[JsonSerializable(typeof(ConsentEnvelope))]
[JsonSerializable(typeof(SignInEnvelope))]
[JsonSerializable(typeof(CodeEnvelope))]
[JsonSerializable(typeof(RefreshEnvelope))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class EnvelopeJsonContext : JsonSerializerContext;
