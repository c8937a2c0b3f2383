using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Mvc.Mcp.Schemas;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Operations.OwnDocument;

/// <summary>
/// The document of an application that has no Swashbuckle, made for its tools and seen by nobody else. Its generator has
/// services of its own: the application's container, its other documents and its build see nothing of it.
/// </summary>
internal static class DocumentForTools
{
    private const string Name = "mcp";

    /// <summary>Makes a document of <paramref name="descriptions"/>.</summary>
    public static async Task<OpenApiDocument> MakeAsync(IReadOnlyList<ApiDescription> descriptions, IServiceProvider application)
    {
        await using var services = Services(descriptions, application);
        return await services.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync(Name);
    }

    private static ServiceProvider Services(IReadOnlyList<ApiDescription> descriptions, IServiceProvider application)
    {
        var services = new ServiceCollection();
        Share<IWebHostEnvironment>();
        Share<IOptions<MvcOptions>>();
        Share<IOptions<JsonOptions>>();
        Share<IModelMetadataProvider>();
        Share<ISerializerDataContractResolver>();
        if (NewtonsoftSerializer.Of(application) is { } serializer)
            services.AddSingleton(serializer);
        services.AddSingleton<IApiDescriptionGroupCollectionProvider>(new Chosen(descriptions));
        services.TryAddSingleton<ISerializerDataContractResolver>(provider =>
            NewtonsoftSerializer.Of(application) is { } newtonsoft && HasControllers(descriptions)
                ? new NewtonsoftContracts(newtonsoft)
                : new JsonSerializerDataContractResolver(
                    SerializerOptions(descriptions, application), provider.GetRequiredService<IOptions<SchemaGeneratorOptions>>().Value));
        services.AddSwaggerGen(options => Configure(options, application));
        return services.BuildServiceProvider();

        void Share<TService>() where TService : class
        {
            if (application.GetService<TService>() is { } service)
                services.AddSingleton(service);
        }
    }

    // Controllers and minimal APIs may be told to write JSON differently. One document has one way.
    private static JsonSerializerOptions SerializerOptions(IReadOnlyList<ApiDescription> descriptions, IServiceProvider application) =>
        descriptions.Count > 0 && !HasControllers(descriptions)
            ? application.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions
            : application.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;

    private static bool HasControllers(IReadOnlyList<ApiDescription> descriptions) =>
        descriptions.Any(description => description.ActionDescriptor is ControllerActionDescriptor);

    private static void Configure(SwaggerGenOptions options, IServiceProvider application)
    {
        options.SwaggerDoc(Name, new OpenApiInfo { Title = application.GetRequiredService<IWebHostEnvironment>().ApplicationName, Version = "1.0" });
        options.DocInclusionPredicate((_, _) => true);
        options.CustomSchemaIds(new SchemaIds().Of);
        options.SupportNonNullableReferenceTypes();
        foreach (var file in XmlDocumentation.Files(application.GetService<ApplicationPartManager>()))
            options.IncludeXmlComments(file);
        var texts = new TextFilters();
        options.AddOperationFilterInstance(texts);
        options.AddParameterFilterInstance(texts);
        options.AddSchemaFilterInstance(texts);
        options.OperationFilter<OperationJoinFilter>();
        options.SchemaFilter<SchemaNoteFilter>();
    }

    private sealed class Chosen(IReadOnlyList<ApiDescription> descriptions) : IApiDescriptionGroupCollectionProvider
    {
        public ApiDescriptionGroupCollection ApiDescriptionGroups { get; } = new([new ApiDescriptionGroup(null, descriptions)], 1);
    }
}
