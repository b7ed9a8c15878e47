/// How a loss looks around its minimum, and how a descent goes over it: [LossSurface] on a [Plane]
/// through a model's weights, the [Trail] that training left and its [PrincipalPlane], and
/// [Descent] on a [ToyFunction] of one or two parameters. Data only; pictures are made elsewhere.
@org.jspecify.annotations.NullMarked
package kierkegrad.landscape;
