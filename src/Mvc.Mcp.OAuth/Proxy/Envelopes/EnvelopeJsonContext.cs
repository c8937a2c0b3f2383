using System.Text.Json.Serialization;
using Mvc.Mcp.OAuth.Proxy.Callback;
using Mvc.Mcp.OAuth.Proxy.Consent;
using Mvc.Mcp.OAuth.Proxy.Registration;
using Mvc.Mcp.OAuth.Proxy.SignIn;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Envelopes;

/// <summary>The envelopes' contents on the wire, inside the seal.</summary>
[JsonSerializable(typeof(RegistrationEnvelope))]
[JsonSerializable(typeof(ConsentEnvelope))]
[JsonSerializable(typeof(SignInEnvelope))]
[JsonSerializable(typeof(CodeEnvelope))]
[JsonSerializable(typeof(RefreshEnvelope))]
[JsonSerializable(typeof(RefreshAnswer))]
[JsonSerializable(typeof(SchemeSignInEnvelope))]
[JsonSerializable(typeof(AccessEnvelope))]
[JsonSerializable(typeof(SignedInUser))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class EnvelopeJsonContext : JsonSerializerContext;
