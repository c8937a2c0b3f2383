using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Operations;

/// <summary>
/// Looks whether documents are made by the contracts of the serializer that MVC uses: Newtonsoft's are known to a package of
/// Swashbuckle alone. Neither is referenced here.
/// </summary>
internal static class SerializerCheck
{
    private const string Formatter = "Microsoft.AspNetCore.Mvc.Formatters.NewtonsoftJsonInputFormatter";

    /// <summary>What to warn of; nothing where all is well.</summary>
    public static IEnumerable<string> Warnings(IServiceProvider services)
    {
        var reads = services.GetRequiredService<IOptions<MvcOptions>>().Value.InputFormatters.Any(formatter => formatter.GetType().FullName == Formatter);
        if (!reads || services.GetService<ISerializerDataContractResolver>() is not (null or JsonSerializerDataContractResolver))
            return [];
        return
        [
            "AddNewtonsoftJson() was called, but documents are made by the contracts of System.Text.Json: names that Newtonsoft's serializer " +
            "reads may be others, and values be lost. Add the package Swashbuckle.AspNetCore.Newtonsoft and call " +
            "builder.Services.AddSwaggerGenNewtonsoftSupport().",
        ];
    }
}
