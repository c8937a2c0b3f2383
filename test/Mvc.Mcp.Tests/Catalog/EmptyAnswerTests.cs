using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.Tests.Catalog;

public class EmptyAnswerTests
{
    public sealed record Parcel(string Place);

    [ApiController, Route("parcels")]
    public sealed class ParcelsController : ControllerBase
    {
        [HttpGet("{id}", Name = "always")]
        [ProducesResponseType<Parcel>(StatusCodes.Status200OK)]
        public Parcel Always(string id) => new(id);

        [HttpGet("{id}/last", Name = "sometimes")]
        [ProducesResponseType<Parcel>(StatusCodes.Status200OK)]
        [ProducesResponseType(StatusCodes.Status204NoContent)]
        public ActionResult<Parcel> Sometimes(string id) => NoContent();
    }

    [Fact]
    public void An_operation_that_may_answer_without_content_announces_no_output_schema()
    {
        var tools = CatalogOf.Controllers(typeof(ParcelsController)).Tools.ToDictionary(tool => tool.Tool.Name);

        tools["always"].Tool.OutputSchema.Should().NotBeNull();
        tools["sometimes"].Tool.OutputSchema.Should().BeNull();
    }
}
