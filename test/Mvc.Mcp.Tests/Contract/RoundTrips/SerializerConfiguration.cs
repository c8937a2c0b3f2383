using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace Mvc.Mcp.Tests.Contract.RoundTrips;

/// <summary>A serializer as an application sets it.</summary>
/// <param name="IsNewtonsoft">Whether it is Newtonsoft.Json.</param>
/// <param name="Configure">Sets it.</param>
internal sealed record SerializerConfiguration(bool IsNewtonsoft, Action<IMvcBuilder> Configure)
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, SerializerConfiguration> All { get; } = new Dictionary<string, SerializerConfiguration>
    {
        ["default"] = System(_ => { }),
        ["names of .NET and fields"] = System(options => (options.PropertyNamingPolicy, options.DictionaryKeyPolicy, options.IncludeFields) = (null, null, true)),
        ["snake case and enums by name"] = System(options =>
        {
            options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        }),
        ["without null"] = System(options => options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull),
        ["without defaults, kebab case"] = System(options =>
        {
            options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault;
            options.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower;
        }),
        ["numbers in quotes"] = System(options => options.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString),
        ["named numbers and keys"] = System(options =>
        {
            options.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
            options.DictionaryKeyPolicy = JsonNamingPolicy.CamelCase;
        }),
        ["references"] = System(options => options.ReferenceHandler = ReferenceHandler.Preserve),
        ["strict"] = System(options =>
        {
            options.PropertyNameCaseInsensitive = false;
            options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.RespectNullableAnnotations = true;
            options.RespectRequiredConstructorParameters = true;
            options.AllowDuplicateProperties = false;
            options.NumberHandling = JsonNumberHandling.Strict;
        }),
        ["own converters"] = System(options =>
        {
            options.Converters.Add(new UnixTime());
            options.Converters.Add(new DecimalText());
        }),
        ["cycles left out"] = System(options => options.ReferenceHandler = ReferenceHandler.IgnoreCycles),
        ["Newtonsoft"] = Newtonsoft(_ => { }),
        ["Newtonsoft, snake case and enums by name"] = Newtonsoft(settings =>
        {
            settings.ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() };
            settings.Converters.Add(new StringEnumConverter(new CamelCaseNamingStrategy()));
        }),
        ["Newtonsoft, without null and defaults"] = Newtonsoft(settings => (settings.NullValueHandling, settings.DefaultValueHandling) = (NullValueHandling.Ignore, DefaultValueHandling.Ignore)),
        ["Newtonsoft, references"] = Newtonsoft(settings => settings.PreserveReferencesHandling = PreserveReferencesHandling.Objects),
        ["Newtonsoft, types"] = Newtonsoft(settings => settings.TypeNameHandling = TypeNameHandling.Objects),
        ["Newtonsoft, own dates"] = Newtonsoft(settings => settings.DateFormatString = "dd.MM.yyyy HH:mm"),
        ["Newtonsoft, dates of Microsoft, loops left out"] = Newtonsoft(settings =>
            (settings.DateFormatHandling, settings.ReferenceLoopHandling) = (DateFormatHandling.MicrosoftDateFormat, ReferenceLoopHandling.Ignore)),
        ["Newtonsoft, own converters"] = Newtonsoft(settings =>
        {
            settings.Converters.Add(new NewtonsoftUnixTime());
            settings.Converters.Add(new NewtonsoftDecimalText());
        }),
        ["Newtonsoft, unknown to Swashbuckle"] = new(true, mvc => mvc.AddNewtonsoftJson(options =>
            options.SerializerSettings.ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() }).Services.AddSwaggerGen()),
        ["Newtonsoft, without Swashbuckle"] = new(true, mvc => mvc.AddNewtonsoftJson(options => options.SerializerSettings.Converters.Add(new StringEnumConverter()))),
    };

    private static SerializerConfiguration System(Action<JsonSerializerOptions> configure) => new(false, mvc => mvc.AddJsonOptions(options => configure(options.JsonSerializerOptions)));

    private static SerializerConfiguration Newtonsoft(Action<JsonSerializerSettings> configure) => new(true, mvc =>
    {
        mvc.AddNewtonsoftJson(options => configure(options.SerializerSettings));
        mvc.Services.AddSwaggerGen().AddSwaggerGenNewtonsoftSupport();
    });

    private sealed class UnixTime : System.Text.Json.Serialization.JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DateTime.UnixEpoch.AddSeconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteNumberValue((long)(value - DateTime.UnixEpoch).TotalSeconds);
    }

    private sealed class DecimalText : System.Text.Json.Serialization.JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            decimal.Parse(reader.GetString()!, global::System.Globalization.CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(global::System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed class NewtonsoftUnixTime : Newtonsoft.Json.JsonConverter<DateTime>
    {
        public override DateTime ReadJson(JsonReader reader, Type objectType, DateTime existingValue, bool hasExistingValue, Newtonsoft.Json.JsonSerializer serializer) =>
            DateTime.UnixEpoch.AddSeconds((long)reader.Value!);

        public override void WriteJson(JsonWriter writer, DateTime value, Newtonsoft.Json.JsonSerializer serializer) => writer.WriteValue((long)(value - DateTime.UnixEpoch).TotalSeconds);
    }

    private sealed class NewtonsoftDecimalText : Newtonsoft.Json.JsonConverter<decimal>
    {
        public override decimal ReadJson(JsonReader reader, Type objectType, decimal existingValue, bool hasExistingValue, Newtonsoft.Json.JsonSerializer serializer) =>
            decimal.Parse((string)reader.Value!, global::System.Globalization.CultureInfo.InvariantCulture);

        public override void WriteJson(JsonWriter writer, decimal value, Newtonsoft.Json.JsonSerializer serializer) =>
            writer.WriteValue(value.ToString(global::System.Globalization.CultureInfo.InvariantCulture));
    }
}
