"""Blocks of Prefect's packages for AWS, Azure and Google: saved here for TypeScript, and loaded from it.

Run as `python cloud_blocks.py save|load PACKAGES`, with the folder that the packages are in. The last line printed is a JSON
object. The vendors' own libraries, hundreds of megabytes, are not there: the packages import what stands in for them, and
nothing is asked of any cloud.
"""

import json
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from pydantic_core.core_schema import any_schema

VENDORS = {"aiobotocore", "azure", "boto3", "botocore", "google", "googleapiclient", "prefect_docker", "tenacity"}


class WithAnything(type):
    def __getattr__(cls, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: cls()


class Anything(Exception, metaclass=WithAnything):
    """A class of a library that is not there: it may be derived from, caught, called, made by its methods, and decorate."""

    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, decorated):
        return decorated

    def __class_getitem__(cls, parameters):
        return cls

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return any_schema()


class AbsentModule(ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        found = type(name, (Anything,), {"__module__": self.__name__})
        setattr(self, name, found)
        return found


class Absent(MetaPathFinder, Loader):
    def find_spec(self, name, path=None, target=None):
        return ModuleSpec(name, self, is_package=True) if name.split(".")[0] in VENDORS else None

    def create_module(self, spec):
        return AbsentModule(spec.name)

    def exec_module(self, module):
        pass


sys.meta_path.insert(0, Absent())
sys.path.append(sys.argv[2])

from prefect_aws import AwsClientParameters, AwsCredentials, MinIOCredentials, S3Bucket  # noqa: E402
from prefect_azure import (  # noqa: E402
    AzureBlobStorageContainer,
    AzureBlobStorageCredentials,
    AzureContainerInstanceCredentials,
    AzureCosmosDbCredentials,
    AzureMlCredentials,
)
from prefect_gcp import GcpCredentials, GcsBucket  # noqa: E402


def save():
    aws = AwsCredentials(
        aws_access_key_id="py-id",
        aws_secret_access_key="py-secret",
        region_name="eu-west-1",
        aws_client_parameters=AwsClientParameters(endpoint_url="http://s3.example:9000", use_ssl=False),
    )
    aws.save("py-aws")
    S3Bucket(bucket_name="trips", credentials=aws, bucket_folder="2021").save("py-bucket")
    minio = MinIOCredentials(minio_root_user="py-id", minio_root_password="py-secret")
    S3Bucket(bucket_name="trips", credentials=minio).save("py-minio")
    azure = AzureBlobStorageCredentials(connection_string="py-secret")
    azure.save("py-azure")
    AzureBlobStorageContainer(container_name="trips", base_folder="2021", credentials=azure).save("py-container")
    principal = {"client_id": "c", "tenant_id": "t", "client_secret": "py-secret"}
    AzureBlobStorageContainer(
        container_name="loose", credentials=AzureBlobStorageCredentials(account_url="https://a.example/", **principal)
    ).save("py-loose")
    AzureContainerInstanceCredentials(**principal, credential_kwargs={"authority": "login.example"}).save("py-aci")
    AzureCosmosDbCredentials(connection_string="py-secret").save("py-cosmos")
    AzureMlCredentials(
        tenant_id="t",
        service_principal_id="c",
        service_principal_password="py-secret",
        subscription_id="s",
        resource_group="g",
        workspace_name="w",
    ).save("py-ml")
    key = {"type": "service_account", "client_email": "py@example.com", "private_key": "py-secret"}
    google = GcpCredentials(service_account_info=key, project="zoo")
    google.save("py-google")
    GcsBucket(bucket="trips", bucket_folder="2021", gcp_credentials=google).save("py-gcs")


def s3(bucket):
    parameters = bucket.credentials.aws_client_parameters
    return [bucket.bucket_name, bucket.bucket_folder, parameters.endpoint_url, parameters.use_ssl]


def azure(credentials):
    secret = credentials.client_secret
    return [str(credentials.account_url), credentials.client_id, credentials.tenant_id, secret.get_secret_value()]


def load():
    aws = AwsCredentials.load("ts-aws")
    bucket = S3Bucket.load("ts-bucket")
    minio = S3Bucket.load("ts-minio").credentials
    container = AzureBlobStorageContainer.load("ts-container")
    aci = AzureContainerInstanceCredentials.load("ts-aci")
    ml = AzureMlCredentials.load("ts-ml")
    gcs = GcsBucket.load("ts-gcs")
    key = gcs.gcp_credentials.service_account_info.get_secret_value()
    return {
        "aws": [aws.aws_access_key_id, aws.aws_secret_access_key.get_secret_value(), aws.region_name],
        "s3": s3(bucket),
        "minio": [minio.minio_root_user, minio.minio_root_password.get_secret_value()],
        "container": [
            container.container_name,
            container.base_folder,
            container.credentials.connection_string.get_secret_value(),
        ],
        "loose": azure(AzureBlobStorageContainer.load("ts-loose").credentials),
        "aci": [aci.client_id, aci.client_secret.get_secret_value(), aci.credential_kwargs],
        "cosmos": AzureCosmosDbCredentials.load("ts-cosmos").connection_string.get_secret_value(),
        "ml": [ml.tenant_id, ml.service_principal_password.get_secret_value(), ml.workspace_name],
        "gcs": [gcs.bucket, gcs.bucket_folder, gcs.gcp_credentials.project, key["private_key"]],
    }


if __name__ == "__main__":
    print(json.dumps({"save": save, "load": load}[sys.argv[1]]()))
